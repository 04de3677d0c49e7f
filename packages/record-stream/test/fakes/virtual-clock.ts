import type { Clock } from '@audit-bridge/backoff';

/** A clock that moves when somebody sleeps, or is moved. */
export class VirtualClock implements Clock {
  readonly sleeps: number[] = [];

  constructor(public milliseconds = Date.parse('2026-11-21T10:00:00Z')) {}

  now(): number {
    return this.milliseconds;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.sleeps.push(milliseconds);
    this.milliseconds += milliseconds;
  }
}
