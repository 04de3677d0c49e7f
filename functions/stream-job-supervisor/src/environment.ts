import { type SuppliedVariables, text } from '@audit-bridge/function-environment/variables';
import * as z from 'zod/mini';

/** The variables of the function; its construct must supply exactly these keys. A leaf: it imports zod/mini and kinds of variables only. */
export const environmentSchema = z.object({
  /** The Glue streaming job that must always run. */
  JOB_NAME: text,
  /** Takes a message with the run's own error when the job failed; absent where nobody is to hear of it. */
  ALARM_TOPIC_ARN: z.optional(text),
});

export type StreamJobSupervisorSettings = z.output<typeof environmentSchema>;

/** What the construct supplies: a missing required variable does not compile. */
export type StreamJobSupervisorEnvironment = SuppliedVariables<typeof environmentSchema>;
