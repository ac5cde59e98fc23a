import fc from 'fast-check';
import { tellingLines, tellingMessage } from './tellingLines';

describe('what is kept of a text', () => {
  const bodies: ReadonlyArray<readonly [body: string, kept: string]> = [
    ['', ''],
    ['Makes checkout faster.\n\n- [x] tested', ''],
    ['Reverts acme/pay#12', 'Reverts acme/pay#12'],
    ['It broke checkout.\r\n\r\nReverts #12\r\nSorry!', 'Reverts #12\r'],
    [
      'Revert "Faster checkout"\n\nThis reverts commit 1f3c9ab.',
      'Revert "Faster checkout"\nThis reverts commit 1f3c9ab.',
    ],
    [
      'Tidy\n\nCo-authored-by: Ann <ann@acme.example>\nMade-with: Cursor',
      'Co-authored-by: Ann <ann@acme.example>\nMade-with: Cursor',
    ],
    [
      'Tidy\n🤖 Generated with [Claude Code](https://claude.com/claude-code)',
      '🤖 Generated with [Claude Code](https://claude.com/claude-code)',
    ],
    ['The recursor is faster.', ''],
  ];
  it.each(bodies)('of %j is %j', (body, kept) => {
    expect(tellingLines(body)).toBe(kept);
  });

  it('of a message is also its first line', () => {
    expect(tellingMessage('Faster checkout (#12)\n\n* wip\n* more\n\nSigned-off-by: Ann <ann@acme.example>')).toBe(
      'Faster checkout (#12)\nSigned-off-by: Ann <ann@acme.example>'
    );
    expect(tellingMessage('Faster checkout')).toBe('Faster checkout');
  });

  it('stays when it is kept again, whatever is in it', () => {
    const line = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Reverts #1', 'reapply', '\r', 'x-by: y'));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        expect(tellingLines(tellingLines(text))).toBe(tellingLines(text));
        expect(tellingMessage(tellingMessage(text))).toBe(tellingMessage(text));
      })
    );
  });
});
