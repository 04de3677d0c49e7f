import type { Work } from './work-concurrently';

/** Users waiting per call under way below which a further page is listed: those at hand take longer than a page. */
const usersAhead = 8;

/**
 * What is to be done, each piece one call or one page after the other. What is begun is finished first: keys before users, users before further
 * pages, pages before further accounts; so memory holds a few pages, however many users there are.
 */
export class WorkQueues {
  readonly keys: Work[] = [];
  readonly users: Work[] = [];
  readonly pages: Work[] = [];
  /** The first comes last. */
  readonly accounts: Work[] = [];

  constructor(private readonly maxConcurrentCalls: number) {}

  take(): Work | undefined {
    const key = this.keys.pop();
    if (key !== undefined) return key;
    if (this.users.length >= this.maxConcurrentCalls * usersAhead) return this.users.pop();
    return this.pages.pop() ?? this.accounts.pop() ?? this.users.pop();
  }
}
