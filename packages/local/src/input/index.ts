export { EmptyInputError, InputError, InputTooLargeError, UnreadableInputError, UnsupportedInputError } from './input-error';
export { inputSource } from './input-source';
