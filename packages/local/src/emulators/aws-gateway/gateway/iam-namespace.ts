/** Of every answer of IAM. */
export const iamNamespace = 'https://iam.amazonaws.com/doc/2010-05-08/';
