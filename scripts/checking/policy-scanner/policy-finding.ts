/** A check that a resource fails. */
export interface PolicyFinding {
  readonly stack: string;
  /** `aws_s3_bucket.id` */
  readonly resource: string;
  /** `CKV_AWS_18` */
  readonly check: string;
  /** What it asks for, in the scanner's words. */
  readonly asks: string;
}
