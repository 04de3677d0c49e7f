export type { LakeQuery, LakeTables } from './lake-query';
