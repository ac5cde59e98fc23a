import { existsSync, readFileSync } from 'node:fs';
import { asObject, DecodeError, instant, Json, list, object, optionalText, text } from '../transport';
import { decodeCommit } from './commits';
import { decodeDeployment } from './deployments';
import { decodeIssue } from './incidents';
import { isBotName } from './people';
import { decodePullRequest } from './pullRequests';
import { decodeJob, decodeRun } from './runRecords';

/**
 * Real answers of the real API, and the cases a peer asserts about them. Runs and jobs are read by REST, as recorded.
 * Everything else is read by GraphQL: what was recorded from REST is brought into the shape of our documents here, field
 * by field, so that real values go through the decoders.
 */

const shared = '../shared';
const present = existsSync(`${shared}/recorded`) && existsSync(`${shared}/vectors`);

/** The recorded material is not part of the project: where it is absent, these tests are skipped visibly. */
function described(name: string, body: () => void): void {
  if (present) {
    describe(name, body);
  } else {
    test.skip(`${name} (needs ${shared})`, () => {});
  }
}

function file(path: string, key: string): readonly Json[] {
  const content = asObject(JSON.parse(readFileSync(`${shared}/${path}`, 'utf8')), path);
  return list(content, key, path).map((item) => asObject(item, path));
}

const recorded = (kind: string) => file(`recorded/raw_github_${kind}.json`, 'items');

/** REST `user` as a GraphQL `Actor`. */
function actor(user: unknown): Json | null {
  const fields = user === null || user === undefined ? null : asObject(user, 'user');
  return fields === null ? null : { __typename: text(fields, 'type', 'user'), login: text(fields, 'login', 'user') };
}

function labels(record: Json): Json {
  return { nodes: list(record, 'labels', 'labels').map((label) => ({ name: asObject(label, 'label')['name'] })) };
}

function pullRequest(record: Json, reviews: readonly Json[], comments: readonly Json[]): Json {
  return {
    id: record['node_id'],
    number: record['number'],
    title: record['title'],
    url: record['html_url'],
    body: record['body'],
    isDraft: record['draft'],
    createdAt: record['created_at'],
    updatedAt: record['updated_at'],
    mergedAt: record['merged_at'],
    baseRefName: object(record, 'base', 'pr')['ref'],
    headRefName: object(record, 'head', 'pr')['ref'],
    headRefOid: object(record, 'head', 'pr')['sha'],
    author: actor(record['user']),
    mergeCommit: { oid: record['merge_commit_sha'] },
    labels: labels(record),
    commits: { nodes: [] },
    reviews: {
      nodes: reviews.map((review) => ({
        state: review['state'],
        submittedAt: review['submitted_at'],
        author: actor(review['user']),
      })),
    },
    comments: {
      nodes: comments.map((comment) => ({ createdAt: comment['created_at'], author: actor(comment['user']) })),
    },
    timelineItems: { nodes: [] },
  };
}

described('recorded answers', () => {
  test('every workflow run decodes', () => {
    const runs = recorded('workflow_runs').map((run) => decodeRun(run, 'panjf2000/ants'));
    expect(runs).toHaveLength(35);
    expect(runs.filter(({ conclusion }) => conclusion === null)).toHaveLength(
      recorded('workflow_runs').filter(({ conclusion }) => (conclusion ?? '') === '').length
    );
  });

  test('every job decodes with all its steps', () => {
    const jobs = recorded('jobs').map((job) => decodeJob(job, 'panjf2000/ants'));
    const steps = recorded('jobs').map((job) => list(job, 'steps', 'job').length);
    expect(jobs).toHaveLength(35);
    expect(jobs.map((job) => job.steps.length)).toEqual(steps);
  });

  test('every deployment decodes, or is refused because its statuses were not recorded', () => {
    const outcomes = recorded('deployments_graphql').map((item) => {
      const ref = object(item, 'Ref', 'deployment');
      const statuses = item['Statuses'] === undefined ? undefined : object(item, 'Statuses', 'deployment');
      // DevLake's capitalised keys; its statuses carry `updatedAt`, which for a status is its creation.
      const node = {
        id: item['Id'],
        createdAt: item['CreatedAt'],
        environment: item['Environment'],
        payload: item['Payload'],
        commitOid: item['CommitOid'],
        ref: { name: ref['Name'] },
        statuses: statuses && {
          nodes: list(statuses, 'nodes', 'statuses').map((status) => {
            const fields = asObject(status, 'status');
            return { state: fields['state'], createdAt: fields['updatedAt'], logUrl: null };
          }),
        },
      };
      try {
        return decodeDeployment(node, 'facebook/OpenBIC', 'https://github.com').status;
      } catch (error) {
        return error instanceof DecodeError ? `${error.record} ${error.field}` : 'crashed';
      }
    });
    expect(outcomes.slice(0, 2)).toEqual(['success', 'success']);
    for (const [index, outcome] of outcomes.slice(2).entries()) {
      const id = recorded('deployments_graphql')[index + 2]['Id'];
      expect(outcome).toBe(`deployment ${String(id)} of facebook/OpenBIC statuses`);
    }
  });

  test('every merged pull request decodes with its reviews and comments, every unmerged one is refused', () => {
    const reviews = recorded('pull_request_reviews');
    const comments = [...recorded('issue_comments'), ...recorded('pull_request_review_comments')];
    const of = (records: readonly Json[], number: unknown) =>
      records.filter((record) =>
        new RegExp(`/(?:pulls|issues)/${String(number)}$`).test(
          optionalText(record, 'pull_request_url', '') ?? optionalText(record, 'issue_url', '') ?? ''
        )
      );
    let merged = 0;
    for (const item of recorded('pull_requests')) {
      const node = pullRequest(item, of(reviews, item['number']), of(comments, item['number']));
      if (item['merged_at'] === null) {
        expect(() => decodePullRequest(node, 'panjf2000/ants')).toThrow(
          `pull request #${String(item['number'])} of panjf2000/ants: field "mergedAt"`
        );
      } else {
        merged++;
        const change = decodePullRequest(node, 'panjf2000/ants');
        expect(change.mergedAt).toBe(instant(item, 'merged_at', ''));
        expect(change.firstReviewAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(change.createdAt);
      }
    }
    expect(merged).toBe(27);
  });

  test('every review and every comment decodes in a pull request of its own', () => {
    const base = recorded('pull_requests').find((item) => item['merged_at'] !== null) ?? {};
    for (const review of recorded('pull_request_reviews')) {
      expect(decodePullRequest(pullRequest(base, [review], []), 'panjf2000/ants').number).toBe(base['number']);
    }
    const comments = [...recorded('issue_comments'), ...recorded('pull_request_review_comments')];
    expect(comments).toHaveLength(95 + 16);
    for (const comment of comments) {
      const user = asObject(comment['user'], 'user');
      const { firstReviewAt, author } = decodePullRequest(pullRequest(base, [], [comment]), 'panjf2000/ants');
      const counts = user['type'] !== 'Bot' && user['login'] !== author;
      expect(firstReviewAt).toBe(counts ? instant(comment, 'created_at', '') : null);
    }
  });

  test('every commit of a pull request decodes', () => {
    for (const item of recorded('pull_request_commits')) {
      const commit = object(item, 'commit', 'commit');
      const user = item['author'] === null ? null : { login: object(item, 'author', 'commit')['login'] };
      const node = {
        oid: item['sha'],
        authoredDate: object(commit, 'author', 'commit')['date'],
        committedDate: object(commit, 'committer', 'commit')['date'],
        message: commit['message'],
        parents: { nodes: list(item, 'parents', 'commit').map((parent) => ({ oid: asObject(parent, 'p')['sha'] })) },
        author: { name: object(commit, 'author', 'commit')['name'], user },
      };
      const decoded = decodeCommit(node, 'panjf2000/ants');
      expect(decoded.sha).toBe(item['sha']);
      expect(decoded.authoredAt).toBe(Date.parse(String(node.authoredDate)));
    }
  });

  test('every issue decodes, also those that recorded events closed or reopened', () => {
    const events = recorded('issue_events').map((event) => object(event, 'issue', 'event'));
    const issues = [...recorded('issues'), ...events];
    expect(issues).toHaveLength(42 + 50);
    for (const item of issues) {
      const incident = decodeIssue(
        {
          id: item['node_id'],
          number: item['number'],
          title: item['title'],
          body: item['body'],
          url: item['html_url'],
          state: text(item, 'state', 'issue').toUpperCase(),
          createdAt: item['created_at'],
          closedAt: item['closed_at'],
          comments: { nodes: [] },
        },
        'panjf2000/ants'
      );
      const closed = item['state'] === 'closed';
      expect(incident.resolvedAt).toBe(closed ? instant(item, 'closed_at', 'issue') : null);
    }
  });
});

described("DevLake's cases", () => {
  const cases = (name: string) =>
    file(`vectors/devlake_github_${name}_normalization.json`, 'cases').map((each) => ({
      input: object(each, 'input', name),
      expected: object(each, 'expected', name),
      id: each['id'],
    }));
  const expectedInstant = (expected: Json, field: string) =>
    expected[field] === null ? null : instant(expected, field, 'expected');

  test.each(cases('deployment').map((each): [string, typeof each] => [String(each.id), each]))(
    'deployment %s',
    (_, { input, expected, id }) => {
      const statuses = Array.isArray(input['statuses']) ? input['statuses'] : null;
      const node = {
        id,
        createdAt: input['createdAt'],
        environment: input['environment'],
        payload: null,
        commitOid: input['commitOid'],
        ref: { name: input['ref'] },
        statuses: {
          nodes: (statuses ?? []).map((status) => ({ ...status, createdAt: status.updatedAt, logUrl: null })),
        },
      };
      const deployment = decodeDeployment(node, 'facebook/OpenBIC', 'https://github.com');
      expect(deployment).toMatchObject({
        sha: expected['commitSha'],
        environment: expected['environment'],
        ref: expected['refName'],
        createdAt: expectedInstant(expected, 'startedAt'),
      });
      if (statuses === null) {
        // METRICS.md §1 differs: success needs a SUCCESS status, and `updatedAt` (which DevLake takes here, days late)
        // is the moment the next deployment superseded this one.
        expect(deployment).toMatchObject({ status: 'pending', finishedAt: null });
      } else {
        expect(deployment.status).toBe('success');
        expect(deployment.finishedAt).toBe(expectedInstant(expected, 'finishedAt'));
      }
      // DevLake starts at `createdAt`; METRICS.md §5 sets the deploy wait apart, so ours is the first IN_PROGRESS.
      const begun = (statuses ?? []).find((status) => status.state === 'IN_PROGRESS');
      expect(deployment.startedAt).toBe(begun === undefined ? null : Date.parse(begun.updatedAt));
    }
  );

  /** METRICS.md §6: cancelled and skipped are neither failed nor passed; DevLake calls cancelled a failure. */
  function agrees(conclusion: string | null, expected: Json): void {
    const result = expected['result'];
    if (conclusion === 'success') {
      expect(result).toBe('SUCCESS');
    } else if (conclusion !== null && ['failure', 'timed_out', 'startup_failure', 'cancelled'].includes(conclusion)) {
      expect(result).toBe('FAILURE');
    } else {
      expect(result).toBeNull();
    }
    if (conclusion === null) {
      expect(['IN_PROGRESS', 'OTHER']).toContain(expected['status']);
    }
  }

  test.each(cases('run').map((each): [string, typeof each] => [String(each.input['id']), each]))(
    'workflow run %s',
    (_, { input, expected }) => {
      const run = decodeRun(input, 'panjf2000/ants');
      agrees(run.conclusion, expected);
      expect(run.createdAt).toBe(expectedInstant(expected, 'createdAt'));
      expect(run.startedAt).toBe(expectedInstant(expected, 'startedAt'));
      // DevLake ends every run at `updated_at`; one without a conclusion has not ended (METRICS.md rule 1).
      expect(run.finishedAt).toBe(run.conclusion === null ? null : expectedInstant(expected, 'finishedAt'));
      expect(run.attempt).toBe(input['run_attempt']);
    }
  );

  test.each(cases('job').map((each): [string, typeof each] => [String(each.input['id']), each]))(
    'job %s',
    (_, { input, expected }) => {
      const job = decodeJob(input, 'panjf2000/ants');
      agrees(job.conclusion, expected);
      expect(job.startedAt).toBe(expectedInstant(expected, 'startedAt'));
      expect(job.finishedAt).toBe(job.conclusion === null ? null : expectedInstant(expected, 'finishedAt'));
    }
  );
});

described('bot names', () => {
  test.each(
    file('vectors/middleware_bot_names.json', 'cases').map((each): [string, boolean] => [
      text(each, 'name', 'case'),
      each['isBot'] === true,
    ])
  )('"%s" is a bot: %s', (name, isBot) => {
    expect(isBotName(name)).toBe(isBot);
  });
});
