const shownAtEachEnd = 4;
/** IAM's shortest key id: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKeyMetadata.html */
const minLength = 16;

/** `AKIA...WXYZ`: enough to recognise a key that one holds. */
export function maskAccessKeyId(accessKeyId: string): string {
  const end = accessKeyId.length < minLength ? '' : accessKeyId.slice(-shownAtEachEnd);
  return `${accessKeyId.slice(0, shownAtEachEnd)}...${end}`;
}

/** Key ids in a service's words: IAM names the key that it does not tell about. */
export const maskAccessKeyIds = (text: string) => text.replace(/\bA(?:KIA|SIA)[A-Z0-9]{12,}\b/g, maskAccessKeyId);
