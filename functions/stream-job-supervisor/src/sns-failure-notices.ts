import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { FailureNotice, FailureNotices } from './failure-notice';
import { failureNoticeSubject, failureNoticeText } from './failure-notice-text';

export class SnsFailureNotices implements FailureNotices {
  constructor(
    private readonly client: SNSClient,
    private readonly topicArn: string,
  ) {}

  async publish(notice: FailureNotice): Promise<void> {
    await this.client.send(
      new PublishCommand({ TopicArn: this.topicArn, Subject: failureNoticeSubject(notice), Message: failureNoticeText(notice) }),
    );
  }
}
