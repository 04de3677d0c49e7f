const redacted = '[redacted]';

/** Longer texts are cut: a service's answer can stand in an error's message. */
const maxTextLength = 4_000;

const rules: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // A header, as text or as JSON, to the end of its value.
  [/((?:proxy-)?authorization["']?\s*[:=]\s*["']?)[^"'\r\n]+/gi, `$1${redacted}`],
  [/\b(Bearer|Basic|SharedKey|SharedKeyLite|SharedAccessSignature)\s+[^\s"',;]+/g, `$1 ${redacted}`],
  // The parts of a connection string.
  [/\b((?:Account|SharedAccess)Key\s*=\s*)[^;\s"']+/gi, `$1${redacted}`],
  [/\b(SharedAccessSignature\s*=\s*)[^;\s"']+/gi, `$1${redacted}`],
  // The signature of a SAS, or of a presigned request.
  [/([?&;](?:sig|x-amz-signature|x-amz-security-token)=)[^&\s"']+/gi, `$1${redacted}`],
  // Named values in a form, in JSON or in a message.
  [
    /\b((?:[\w-]*(?:token|secret|password|assertion|signature)|(?:aws_?)?secret_?access_?key|secretString)["']?\s*[:=]\s*["']?)[^\s"'&;,}]+/gi,
    `$1${redacted}`,
  ],
  // The id of an AWS access key: what is known of a key is told by the report only.
  [/\b(A(?:KIA|SIA))[A-Z0-9]{12,}\b/g, `$1${redacted}`],
  // A JSON web token, wherever it stands.
  [/\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g, redacted],
];

/** A text without what would let a reader in: tokens, signatures, keys. */
export function redactText(text: string): string {
  const cut = text.length > maxTextLength ? `${text.slice(0, maxTextLength)} [${text.length - maxTextLength} more characters]` : text;
  return rules.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), cut);
}
