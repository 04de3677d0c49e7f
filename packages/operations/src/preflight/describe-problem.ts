import { RestApiError } from '@audit-bridge/azure-rest-api/rest-api-error';
import { harmlessText } from '@audit-bridge/terminal';

export interface Problem {
  /** Who asks has no right to know. */
  readonly isDenied: boolean;
  /** One line. */
  readonly text: string;
}

const denials =
  /^(AccessDenied|AccessDeniedException|AuthorizationFailed|AuthorizationError|Authorization_RequestDenied|UnauthorizedOperation|403)$/;

/** Why a cloud did not answer, in its own words. */
export function describeProblem(error: unknown): Problem {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const code = error instanceof RestApiError ? error.code : name;
  const text = harmlessText(`${code}: ${message}`.replaceAll(/\s+/g, ' ')).slice(0, 300);
  return { isDenied: denials.test(code) || (error instanceof RestApiError && error.status === 403), text };
}

/** Whether a service says that there is no such thing. */
export const isNotFound = (error: unknown): boolean =>
  (error instanceof RestApiError && error.status === 404) || (error instanceof Error && notFoundNames.test(error.name));

const notFoundNames =
  /^(NotFound|NoSuch.*|ResourceNotFoundException|NotFoundException|EventDataStoreNotFoundException|ChannelNotFoundException)$/;
