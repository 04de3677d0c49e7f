import { InputError } from '../input/input-error';

export const accountForms =
  'access-keys reads what `aws iam get-credential-report` prints (its JSON, or the CSV in it), or `aws iam get-account-authorization-details`.';

/** A file looks like an export of IAM and cannot be used as one. */
export class UnusableAccountInputError extends InputError {
  override readonly name = 'UnusableAccountInputError';

  constructor(path: string, finding: string) {
    super(path, `${finding} ${accountForms}`);
  }
}
