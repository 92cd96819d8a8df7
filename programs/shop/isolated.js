/** Words from right to left keep to themselves within a sentence. */
export const isolated = (text) => `\u2068${text}\u2069`;
