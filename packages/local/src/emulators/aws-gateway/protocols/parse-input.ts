import { AwsRefusal } from '../aws-route';

/** @returns an empty object for no body. @throws {AwsRefusal} for one that is no JSON */
export function parseInput(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString() || '{}');
  } catch {
    throw new AwsRefusal('SerializationException', 'The body of the request is no JSON.');
  }
}
