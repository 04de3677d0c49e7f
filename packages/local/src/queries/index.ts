export { answer, answerAll, type Table } from './answer';
export { failures } from './failures';
export { UnreadableEventsError } from './load-events';
export { printTable } from './print-table';
export type { Question } from './question';
export { storageOperations } from './storage-operations';
export { whoDidWhat } from './who-did-what';
