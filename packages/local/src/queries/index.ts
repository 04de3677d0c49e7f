export { answer, answerAll } from './answer';
export { failures } from './failures';
export { UnreadableEventsError } from './load-events';
export type { Question } from './question';
export { storageOperations } from './storage-operations';
export { whoDidWhat } from './who-did-what';
