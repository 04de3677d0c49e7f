/** The `breathe` of a real process: one turn of the event loop, in which the answers that have arrived are handled. */
export const turnOfTheEventLoop = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
