import { randomUUID } from 'node:crypto';
import { DuckDbSql, type SqlAnswer } from './duckdb-sql';
import type { EventArrivals } from './event-arrivals';
import { eventRow, eventRowColumns } from './event-row';

/** An ARN's last part, unquoted as CloudTrail Lake's SQL has it behind FROM; texts are passed over. */
const storeInFrom = /'(?:[^']|'')*'|\bFROM\s+(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/gi;

/**
 * An event data store: each event that the stand-in took as a row of the documented schema.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-supported-event-schemas.html#query-supported-event-schema-integration
 */
export class EventStore {
  #sql: Promise<DuckDbSql> | undefined;
  #loaded = 0;
  #bytes = 0;
  /** One question after another: each loads what has arrived since the one before. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly arrivals: Pick<EventArrivals, 'behind'>,
    /** The last part of the store's ARN. */
    readonly id: string,
    readonly channelArn: string,
  ) {}

  /** @throws {SqlProblem} also for another store's id */
  answer(sql: string): Promise<{ readonly answer: SqlAnswer; readonly scannedBytes: number }> {
    const answered = this.#queue.then(() => this.#answer(sql));
    this.#queue = answered.catch(() => undefined);
    return answered;
  }

  async stop(): Promise<void> {
    await this.#queue;
    if (this.#sql !== undefined) (await this.#sql).close();
  }

  async #answer(sql: string) {
    this.#sql ??= this.#open();
    const database = await this.#sql;
    await this.#load(database);
    const quoted = sql.replace(storeInFrom, (match, id) => (id === undefined ? match : `FROM "${id.toLowerCase()}"`));
    return { answer: await database.answer(quoted), scannedBytes: this.#bytes };
  }

  async #open(): Promise<DuckDbSql> {
    const sql = await DuckDbSql.open();
    await sql.connection.run(`CREATE TABLE arrivals (${eventRowColumns.map(name => `${name} VARCHAR`).join(', ')})`);
    await sql.connection.run(storeView(this.id, this.channelArn));
    return sql;
  }

  async #load({ connection }: DuckDbSql): Promise<void> {
    const appender = await connection.createAppender('arrivals');
    try {
      for await (const arrival of this.arrivals.behind(this.#loaded)) {
        for (const cell of eventRow(arrival, randomUUID())) {
          if (cell === null) appender.appendNull();
          else appender.appendVarchar(cell);
        }
        appender.endRow();
        this.#loaded++;
        this.#bytes += arrival.eventData.length;
      }
    } finally {
      appender.closeSync();
    }
  }
}

const map = (column: string) => `CAST(CAST(${column} AS JSON) AS MAP(VARCHAR, VARCHAR))`;

const storeView = (id: string, channelArn: string) => `CREATE VIEW "${id}" AS SELECT
  '1.0' AS eventVersion, 'ActivityAuditLog' AS eventCategory, 'ActivityLog' AS eventType, event_id AS eventID,
  CAST(event_second AS TIMESTAMP) AS eventTime, recipient_account_id AS recipientAccountId,
  struct_pack(ingestionTime := ingested_second, channelARN := '${channelArn}') AS metadata,
  struct_pack(version := version, userIdentity := struct_pack(type := user_type, principalId := principal_id, details := ${map('details')}),
    eventSource := event_source, eventName := event_name, eventTime := event_time, UID := uid,
    requestParameters := ${map('request_parameters')}, responseElements := ${map('response_elements')},
    errorCode := error_code, errorMessage := error_message, sourceIPAddress := source_ip_address,
    recipientAccountId := recipient_account_id, additionalEventData := ${map('additional_event_data')}) AS eventData
  FROM arrivals`;
