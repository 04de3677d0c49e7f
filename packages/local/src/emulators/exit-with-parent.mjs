// Standard input is a pipe that nobody writes to: it ends when the parent has ended, however that happened.
process.stdin.on('end', () => process.exit()).resume();
process.stdin.unref();
