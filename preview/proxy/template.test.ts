import { renderTemplate, TemplateError } from './template';

const render = (
  template: string,
  jsonData: Record<string, unknown> = {},
  secureJsonData: Record<string, string> = {}
) => renderTemplate(template, { URL: '', JsonData: jsonData, SecureJsonData: secureJsonData });

const github =
  '{{ if .JsonData.githubApiUrl }}{{ .JsonData.githubApiUrl }}{{ else if .JsonData.githubUrl }}' +
  '{{ .JsonData.githubUrl }}/api/v3{{ else }}https://api.github.com{{ end }}';
const pagerduty =
  '{{ if eq (printf "%v" .JsonData.pagerdutyRegion) "eu" }}https://api.eu.pagerduty.com' +
  '{{ else }}https://api.pagerduty.com{{ end }}';

describe('renderTemplate', () => {
  // Expected values: the rules of https://pkg.go.dev/text/template, and Grafana's missing-key behaviour.
  it.each<[string, string, Record<string, unknown>, string]>([
    ['plain text', 'a}b', {}, 'a}b'],
    ['the default of an if chain', github, {}, 'https://api.github.com'],
    [
      'the first condition that holds',
      github,
      { githubApiUrl: 'https://api.x.ghe.com', githubUrl: 'https://x' },
      'https://api.x.ghe.com',
    ],
    ['an else if', github, { githubUrl: 'https://ghes.example' }, 'https://ghes.example/api/v3'],
    ['an empty string as false', github, { githubUrl: '' }, 'https://api.github.com'],
    ['eq that holds', pagerduty, { pagerdutyRegion: 'eu' }, 'https://api.eu.pagerduty.com'],
    ['eq that does not', pagerduty, { pagerdutyRegion: 'us' }, 'https://api.pagerduty.com'],
    ['printf of a missing key, so that eq has a string', pagerduty, {}, 'https://api.pagerduty.com'],
    ['a missing setting', 'x{{ .JsonData.none }}', {}, 'x<no value>'],
    ['a missing setting through orEmpty', 'x{{ .JsonData.none | orEmpty }}', {}, 'x'],
    ['orEmpty of what is there', '{{ .JsonData.a | orEmpty }}', { a: 'b' }, 'b'],
    ['printf of nothing', '{{ printf "%v" .JsonData.none }}', {}, '<nil>'],
    ['numbers and booleans', '{{ .JsonData.n }} {{ .JsonData.t }}', { n: 30, t: true }, '30 true'],
    ['nested fields', '{{ .JsonData.a.b }}', { a: { b: 'c' } }, 'c'],
    [
      'nested ifs',
      '{{ if .JsonData.a }}{{ if .JsonData.b }}1{{ else }}2{{ end }}{{ else }}3{{ end }}',
      { a: 'x' },
      '2',
    ],
    ['and, or, not', '{{ if and .JsonData.a (not .JsonData.b) }}y{{ end }}{{ or .JsonData.b "z" }}', { a: 1 }, 'yz'],
    ['trim marks', 'a  {{- .JsonData.x -}}  b', { x: '-' }, 'a-b'],
    ['a name of Object.prototype as missing', '{{ .JsonData.constructor }}', {}, '<no value>'],
  ])('renders %s', (_, template, jsonData, expected) => {
    expect(render(template, jsonData)).toBe(expected);
  });

  it('renders a missing secret as nothing and a present one as it is', () => {
    expect(render('Bearer {{ .SecureJsonData.githubToken }}')).toBe('Bearer ');
    expect(render('Token token={{ .SecureJsonData.t }}', {}, { t: 'abc' })).toBe('Token token=abc');
  });

  it.each<[string, string]>([
    ['an action left open', '{{ .JsonData.a'],
    ['an if without end', '{{ if .JsonData.a }}x'],
    ['an end without if', 'x{{ end }}'],
    ['an unknown function', '{{ urlquery .JsonData.a }}'],
    ['an unknown root', '{{ .Settings.a }}'],
    ['eq over nothing', '{{ eq .JsonData.a "x" }}'],
    ['a field of nothing', '{{ .JsonData.a.b }}'],
    ['nonsense', '{{ } }}'],
  ])('refuses %s', (_, template) => {
    expect(() => render(template)).toThrow(TemplateError);
  });
});
