import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import github from './github-openapi.json';
import pagerduty from './pagerduty.json';

const ajv = new Ajv({ strict: false, allErrors: true, discriminator: false });
addFormats(ajv);
ajv.addSchema({ ...github, $id: 'github' });
ajv.addSchema(pagerduty);

const compiled = new Map<string, ValidateFunction>();

function mistakes(pointer: string, value: unknown): readonly string[] {
  const known = compiled.get(pointer);
  const validate = known ?? ajv.compile({ $ref: pointer });
  compiled.set(pointer, validate);
  return validate(value) === true
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

const escaped = (text: string) => encodeURIComponent(text.replace(/~/g, '~0').replace(/\//g, '~1'));

/** What GitHub's OpenAPI document finds wrong with an answer to `GET path`. */
export function githubMistakes(path: string, status: number, body: unknown): readonly string[] {
  return mistakes(`github#/paths/${escaped(path)}/responses/${status}`, body);
}

/** What our own schema of PagerDuty's answers finds wrong. */
export function pagerdutyMistakes(name: string, body: unknown): readonly string[] {
  return mistakes(`pagerduty#/definitions/${name}`, body);
}

/** Query parameters of an operation that GitHub's document does not know, or whose values it does not allow. */
export function githubRequestMistakes(path: string, query: URLSearchParams): readonly string[] {
  const operation = Object.entries(github.paths).find(([name]) => name === path)?.[1];
  return [...query].flatMap(([name, text]) => {
    const index = operation?.parameters.findIndex((one) => one.name === name && one.in === 'query') ?? -1;
    if (index < 0) {
      return [`${name} is not a parameter`];
    }
    const value = /^\d+$/.test(text) ? Number(text) : text === 'true' ? true : text === 'false' ? false : text;
    return mistakes(`github#/paths/${escaped(path)}/parameters/${index}/schema`, value);
  });
}
