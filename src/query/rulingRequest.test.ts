import fc from 'fast-check';
import { readRulingRequest, rulingParameters, writeAddressed } from './rulingRequest';

const address = (incident: string, deployment: string) =>
  `?${rulingParameters.incident}=${writeAddressed(incident)}&${rulingParameters.deployment}=${writeAddressed(deployment)}`;

describe('a ruling in an address', () => {
  it('is written in signs that nothing on the way changes', () => {
    // "#" is 23, "/" is 2F and "~" is 7E in hexadecimal.
    expect(writeAddressed('acme/pay#7~1')).toBe('acme~2Fpay~237~7E1');
  });

  it('is read as it was meant, whatever the names are', () => {
    const name = fc.string({ unit: 'grapheme' }).map((text) => text.trim());
    fc.assert(
      fc.property(name, name, (incident, deployment) => {
        expect(writeAddressed(incident)).toMatch(/^[\w.~-]*$/);
        expect(readRulingRequest(address(incident, deployment))).toEqual(
          incident === '' ? null : { incident, deployment: deployment === '' ? null : deployment }
        );
        // As a template encodes it once more.
        expect(encodeURI(address(incident, deployment))).toBe(address(incident, deployment));
      })
    );
  });

  it.each(['', '?other=1', `?${rulingParameters.incident}=`, `?${rulingParameters.incident}=~ZZ`])(
    'is none in "%s"',
    (search) => expect(readRulingRequest(search)).toBeNull()
  );
});
