/** Names in events are anybody's: none of them may steer the terminal. */
const controls = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Text that somebody else wrote, as it may stand on a terminal: each control character becomes a space. */
export const harmlessText = (text: string): string => text.replace(controls, ' ');
