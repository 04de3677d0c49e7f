import { randomUUID } from 'node:crypto';
import type { AwsRequest } from '../aws-request';
import { type AwsAnswer, AwsRefusal, type AwsRoute } from '../aws-route';

/** @returns the XML inside of `<OperationResult>`; undefined: moto shall answer. @throws {AwsRefusal} */
export type QueryHandler = (parameters: URLSearchParams, request: AwsRequest) => Promise<string | undefined> | string | undefined;

/**
 * An operation of a service that takes forms and answers in XML: IAM, STS, SNS.
 *
 * @param namespace of the answer, like `https://iam.amazonaws.com/doc/2010-05-08/`
 * @param operation the form's `Action`
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryRoute(service: string, operation: string, namespace: string, handler: QueryHandler): AwsRoute {
  const xml = (status: number, content: string): AwsAnswer => ({ status, headers: { 'content-type': 'text/xml' }, body: content });
  return {
    service,
    mayAnswer: ({ method }) => method === 'POST',
    answer: async request => {
      const parameters = new URLSearchParams(request.body.toString());
      if (parameters.get('Action') !== operation) return undefined;
      const id = randomUUID();
      try {
        const result = await handler(parameters, request);
        if (result === undefined) return undefined;
        const metadata = `<ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata>`;
        return xml(
          200,
          `<${operation}Response xmlns="${namespace}"><${operation}Result>${result}</${operation}Result>${metadata}</${operation}Response>`,
        );
      } catch (error) {
        if (!(error instanceof AwsRefusal)) throw error;
        const { code, message, status } = error;
        const refusal = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
        return xml(status, `<ErrorResponse xmlns="${namespace}">${refusal}<RequestId>${id}</RequestId></ErrorResponse>`);
      }
    },
  };
}

/** For values inside of an element. */
export const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
