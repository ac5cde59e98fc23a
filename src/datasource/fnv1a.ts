/**
 * The 32-bit FNV-1a hash of a text's UTF-8 bytes, as eight hexadecimal digits. For telling texts apart, not for hiding
 * them from somebody who guesses (draft-eastlake-fnv, section 2).
 */
export function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
