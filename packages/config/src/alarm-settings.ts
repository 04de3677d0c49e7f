import { z } from 'zod';

const settings = z.strictObject({
  /** Never there: tells the two shapes apart. */
  noAlarms: z.undefined().optional(),
  /** Receive each alarm, after confirming a message from SNS; other subscribers can be added to the topic. */
  emailAddresses: z.array(z.email("write an address, like 'oncall@example.com'")).default([]),
  /** An alarm fires when no event younger than this was committed. A quiet tenant has long gaps. */
  newestEventAgeHours: z.number().int().min(1).max(168).default(24),
});

/** Going without alarms is a decision with a reason, never an omission. */
const none = z.strictObject({
  noAlarms: z.literal(true),
  reason: z.string().min(10, 'write in a sentence why nobody needs to hear of a failure'),
});

export const alarms = z.discriminatedUnion('noAlarms', [settings, none]);

export type AlarmSettings = z.output<typeof settings>;
export type NoAlarms = z.output<typeof none>;
