/** Llama's own first tokens, then one for each byte: the runtime ends when a byte has no token. */
const specialTokens = ['<unk>', '<s>', '</s>'];

const byteCount = 256;

/** Tokens that every vocabulary has. */
export const smallestVocabularySize = specialTokens.length + byteCount;

/** The text of a token; the runtime looks special tokens and bytes up by it. */
export function tokenText(token: number): string {
  const byte = token - specialTokens.length;
  if (byte < 0) return specialTokens[token] ?? '';
  if (byte < byteCount) return `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
  return `t${token}`;
}
