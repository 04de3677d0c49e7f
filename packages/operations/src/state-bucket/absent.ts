/** S3 and KMS each have several words for it. */
const names = /^(NotFound|NotFoundException|NoSuch\w+|ServerSideEncryptionConfigurationNotFoundError)$/;

/** @returns undefined for what is not there */
export const ifThere = <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> =>
  asked.catch((error: Error) => {
    if (names.test(error.name)) return undefined;
    throw error;
  });
