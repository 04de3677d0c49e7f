import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** When an object was written; undefined where one may not look, as in Security Lake's bucket without a grant. */
export type ObjectTime = (uri: string) => Promise<Date | undefined>;

const parts = /^s3:\/\/(?<bucket>[^/]+)\/(?<key>.+)$/;

/** Asks once for each object. */
export function objectTimeIn(s3: S3Client): ObjectTime {
  const known = new Map<string, Promise<Date | undefined>>();
  return uri => {
    const asked = known.get(uri) ?? timeOf(s3, uri);
    known.set(uri, asked);
    return asked;
  };
}

async function timeOf(s3: S3Client, uri: string): Promise<Date | undefined> {
  const { bucket, key } = parts.exec(uri)?.groups ?? {};
  if (bucket === undefined || key === undefined) return undefined;
  // A time that nobody gets is left out: the event is there all the same.
  const object = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key })).catch(() => undefined);
  return object?.LastModified;
}
