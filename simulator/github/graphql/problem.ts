/** An error as GitHub words it, with the `type` it puts beside `message`. */
export class GithubProblem extends Error {
  override readonly name = 'GithubProblem';

  constructor(
    readonly type: string | null,
    message: string
  ) {
    super(message);
  }
}

export function notFound(message: string): GithubProblem {
  return new GithubProblem('NOT_FOUND', message);
}
