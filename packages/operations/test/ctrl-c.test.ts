import { EventEmitter, once } from 'node:events';
import type { Environment } from '@audit-bridge/config';
import { agree } from '../src/agreement';
import { runBridge } from '../src/bridge';
import type { EnvironmentContext } from '../src/bridge-command';
import { awsConnections } from '../src/clouds/aws-connections';
import type { CloudConnections } from '../src/clouds/cloud-connections';
import { toItsEnd } from '../src/clouds/ending-requests';

const azure = { subscriptionIds: [], subscriptionId: 'own', tenantId: 'own' };
const environment = { name: 'dev', aws: { accountId: '1' }, azure, state: { kind: 'local' }, pipelines: {} } as unknown as Environment;

/** A service that takes a while: a request tells that it is there, and ends when it is answered or its signal ends it. */
class SlowService {
  static readonly asked = new EventEmitter();

  send(command: string, { abortSignal }: { readonly abortSignal?: AbortSignal } = {}): Promise<string> {
    return new Promise((resolve, reject) => {
      const end = () => reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
      if (abortSignal?.aborted === true) end();
      abortSignal?.addEventListener('abort', end, { once: true });
      SlowService.asked.emit('asked', () => resolve(`${command} answered`));
    });
  }
}

/** Runs a command, presses Ctrl-C as soon as it asks something, and answers what was not ended. */
async function stopped(run: (context: EnvironmentContext, service: SlowService) => Promise<number>) {
  const signals = new EventEmitter();
  const said: string[] = [];
  const asked = once(SlowService.asked, 'asked');
  const ended = runBridge({
    words: ['look', 'dev'],
    environments: [environment],
    commands: visitor => {
      visitor.group('Running');
      visitor.ofEnvironment({
        name: 'look',
        summary: 'Asks slowly',
        needs: () => [],
        options: argv => argv,
        run: context => run(context, context.clouds.aws.client(SlowService)),
      });
    },
    print: line => void said.push(line),
    printError: line => void said.push(line),
    progress: { update: () => {}, line: () => {}, end: () => {} },
    connect: (_, requests) => ({ aws: awsConnections({ region: 'eu-central-1' }, requests) }) as CloudConnections,
    signals,
  });
  const [answer] = (await asked) as [() => void];
  signals.emit('SIGINT');
  answer();
  return { exitCode: await ended, said: said.slice(1) };
}

const agreed = (context: EnvironmentContext) => agree(context, { clouds: [], question: 'Do it?', yes: true });

describe('The first Ctrl-C', () => {
  it('ends a question at once, whoever asked without a thought of it', async () => {
    const { exitCode, said } = await stopped(async (_, service) => {
      await service.send('question');
      return 0;
    });
    expect({ exitCode, said }).toEqual({ exitCode: 130, said: ['bridge look was stopped.'] });
  });

  it('is told as that, whatever a command made of its question’s end', async () => {
    const { exitCode, said } = await stopped((_, service) =>
      service.send('question').then(
        () => 0,
        cause => Promise.reject(new Error('Is it deployed?', { cause })),
      ),
    );
    expect({ exitCode, said }).toEqual({ exitCode: 130, said: ['bridge look was stopped.'] });
  });

  it('lets a change come to its end, and what follows from it', async () => {
    const answers: string[] = [];
    const { exitCode } = await stopped(async (context, service) => {
      await agreed(context);
      answers.push(await service.send('change'));
      SlowService.asked.once('asked', (answer: () => void) => answer());
      answers.push(await service.send('note of it'));
      return context.interruption.isRequested ? 130 : 0;
    });
    expect({ exitCode, answers }).toEqual({ exitCode: 130, answers: ['change answered', 'note of it answered'] });
  });

  it('lets what takes something back come to its end', async () => {
    const answers: string[] = [];
    await stopped(async (_, service) => {
      await service.send('question').catch(() => {});
      SlowService.asked.once('asked', (answer: () => void) => answer());
      answers.push(await service.send('cancel', toItsEnd));
      return 130;
    });
    expect(answers).toEqual(['cancel answered']);
  });

  it('begins no change any more', async () => {
    let isChanged = false;
    const { exitCode } = await stopped(async (context, service) => {
      await service.send('question').catch(() => {});
      isChanged = await agreed(context);
      return 0;
    });
    expect({ exitCode, isChanged }).toEqual({ exitCode: 130, isChanged: false });
  });
});
