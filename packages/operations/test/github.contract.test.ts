import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { connectToGitHub, type GitHubRepository } from '../src/github/github-repository';

interface Asked {
  readonly call: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** What GitHub answers, as far as its documentation shows it: https://docs.github.com/rest/issues/comments */
describe('connectToGitHub', () => {
  const asked: Asked[] = [];
  const comment = (id: number, type: string, body: string | null) => ({ id, user: { login: 'x', type }, body });
  const issue = (number: number, type: string, more: object = {}) => ({
    number,
    user: { login: 'x', type },
    body: `issue ${number}`,
    ...more,
  });
  let failures = 0;

  const server = createServer(async (request, response) => {
    const body = await text(request);
    asked.push({
      call: `${request.method} ${request.url}`,
      authorization: request.headers.authorization,
      body: body === '' ? undefined : JSON.parse(body),
    });
    answer(request, response);
  });

  function answer({ method, url = '' }: IncomingMessage, response: ServerResponse): void {
    response.setHeader('content-type', 'application/json; charset=utf-8');
    if (failures > 0) {
      failures -= 1;
      response.writeHead(502).end('{"message":"Server Error"}');
    } else if (method === 'GET' && url.includes('/issues/7/comments') && !url.includes('page=2')) {
      response.setHeader('link', `<${base()}${url}&page=2>; rel="next"`);
      response.end(JSON.stringify([comment(1, 'User', 'by a person'), comment(2, 'Bot', 'by a program')]));
    } else if (method === 'GET' && url.includes('/comments')) response.end(JSON.stringify([comment(3, 'Bot', null)]));
    else if (method === 'GET') response.end(JSON.stringify([issue(4, 'User'), issue(5, 'Bot', { pull_request: {} }), issue(6, 'Bot')]));
    else if (url.includes('/forbidden/')) response.writeHead(403).end('{"message":"Resource not accessible by integration"}');
    else response.writeHead(method === 'POST' ? 201 : 200).end(JSON.stringify({ number: 9, id: 9 }));
  }

  const base = () => `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const connect = (repository = 'octo/audit'): GitHubRepository =>
    connectToGitHub({ GITHUB_API_URL: base(), GITHUB_REPOSITORY: repository, GITHUB_TOKEN: 'planted-token' });
  const all = async <T>(items: AsyncIterable<T>): Promise<readonly T[]> => {
    const list: T[] = [];
    for await (const item of items) list.push(item);
    return list;
  };

  beforeAll(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)));
  beforeEach(() => asked.splice(0));
  afterAll(() => new Promise(resolve => server.close(resolve)));

  it('reads every page of the comments, and takes none for its own that a person wrote', async () => {
    expect(await all(connect().comments(7))).toEqual([
      { number: 2, body: 'by a program' },
      { number: 3, body: '' },
    ]);
    expect(asked.map(({ call }) => call)).toEqual([
      'GET /repos/octo/audit/issues/7/comments?per_page=100',
      'GET /repos/octo/audit/issues/7/comments?per_page=100&page=2',
    ]);
    expect(asked[0]?.authorization).toBe('token planted-token');
  });

  it('finds issues, and no pull request among them', async () => {
    expect(await all(connect().openIssues('drift'))).toEqual([{ number: 6, body: 'issue 6' }]);
    expect(asked[0]?.call).toBe('GET /repos/octo/audit/issues?labels=drift&state=open&per_page=100');
  });

  it('writes', async () => {
    const repository = connect();
    await repository.addComment(7, 'a');
    await repository.changeComment(2, 'b');
    expect(await repository.openIssue({ title: 't', body: 'c', label: 'drift' })).toBe(9);
    await repository.changeIssue(9, { state: 'closed' });
    expect(asked.map(({ body, call }) => [call, body])).toEqual([
      ['POST /repos/octo/audit/issues/7/comments', { body: 'a' }],
      ['PATCH /repos/octo/audit/issues/comments/2', { body: 'b' }],
      ['POST /repos/octo/audit/issues', { title: 't', body: 'c', labels: ['drift'] }],
      ['PATCH /repos/octo/audit/issues/9', { state: 'closed' }],
    ]);
  });

  it('asks again when GitHub fails for a moment', async () => {
    failures = 1;
    await connect().changeComment(2, 'b');
    expect(asked).toHaveLength(2);
  });

  it('says what GitHub refuses, without the token', async () => {
    const refused = connect('octo/forbidden').addComment(7, 'a');
    await expect(refused).rejects.toThrow(/Resource not accessible by integration/);
    await expect(refused).rejects.not.toThrow(/planted-token/);
  });

  it.each([
    [{ GITHUB_TOKEN: 't' }, /GITHUB_REPOSITORY is not set/],
    [{ GITHUB_REPOSITORY: 'octo/audit' }, /GITHUB_TOKEN is not set/],
  ])('says which variable is missing: %j', (variables, message) => {
    expect(() => connectToGitHub(variables)).toThrow(message);
  });
});
