/** Something the person at the keyboard can mend: exit status 2 with this message. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}
