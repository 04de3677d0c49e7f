export { findProblems, type Problem } from './analyse';
export { type AnswerOptions, answerAllKusto, answerKusto, answerOver, type Cell, type FilledTable, type KustoAnswer } from './answer-kusto';
export { KustoProblemsError, UnfitRowError, UnsupportedKustoError } from './errors';
export type { Row } from './load-rows';
export { accessKeyTable, type Column, dcrLogErrors, type KustoTable, traces, workspaceTables } from './tables';
export type { TranslatedQuery } from './translate/query';
export { translateKusto } from './translate-kusto';
