import { levelColours } from '.';
import { neutralColour, stateColours } from './stateColours';
import { distance, visions } from './testing/colourVision';
import { contrast } from './testing/contrast';

const colours = { ...levelColours, ...stateColours, neutral: neutralColour };

describe('colours', () => {
  // WCAG 2.1, 1.4.11: graphical objects need 3:1. Grafana's panels are #ffffff and #181b1f.
  it.each(Object.entries(colours))('of %s stand out on light and dark panels', (_, colour) => {
    expect(contrast(colour, '#ffffff')).toBeGreaterThanOrEqual(3);
    expect(contrast(colour, '#181b1f')).toBeGreaterThanOrEqual(3);
  });

  // Below 10 colours are taken for each other across a panel, by its translucent fill more easily still.
  it.each(visions)('of two levels are far apart for who sees %s', (vision) => {
    const levels = Object.values(levelColours);
    levels.forEach((one, index) =>
      levels.slice(index + 1).forEach((other) => expect(distance(one, other, vision)).toBeGreaterThanOrEqual(30))
    );
  });

  it.each(visions)('of what has no level are told from every level by who sees %s', (vision) => {
    Object.values(levelColours).forEach((level) =>
      expect(distance(level, neutralColour, vision)).toBeGreaterThanOrEqual(15)
    );
  });
});

describe('distance', () => {
  // Red against green: the very pair that somebody who sees no green mixes up.
  it('is nothing between equals, 100 from black to white, and small where a receptor is missing', () => {
    expect(distance('#12a19c', '#12a19c', 'no red')).toBe(0);
    expect(distance('#000000', '#ffffff', 'everything')).toBeCloseTo(100, 3);
    expect(distance('#b0700a', '#7d8f00', 'no green')).toBeLessThan(distance('#b0700a', '#7d8f00', 'everything') / 2);
  });
});
