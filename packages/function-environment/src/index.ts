export { FunctionEnvironmentError, readEnvironment } from './read-environment';
