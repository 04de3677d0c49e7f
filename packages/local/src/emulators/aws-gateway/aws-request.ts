import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** What is known of a call before its body is read. */
export interface AwsCall {
  /** As the signature's credential scope spells it: `cloudtrail`, `lambda`, `servicequotas`. */
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly method: string;
  /** Still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

export interface AwsRequest extends AwsCall {
  readonly body: Buffer;
}

const credential = /Credential=(?<accessKeyId>[^/,]+)\/\d{8}\/(?<region>[^/]+)\/(?<service>[^/]+)\/aws4_request/;

/** @returns undefined when it carries no Signature Version 4, in its header or its query: nobody can say which service it is for */
export function readCall({ headers, method = 'GET', url = '/' }: IncomingMessage): AwsCall | undefined {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const signed = headers.authorization ?? `Credential=${searchParams.get('X-Amz-Credential')}`;
  const { accessKeyId, region, service } = credential.exec(signed)?.groups ?? {};
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { service, region, accessKeyId, method, path: pathname, query: searchParams, headers };
}
