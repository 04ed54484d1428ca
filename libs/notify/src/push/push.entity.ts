import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A browser that receives messages while its page is closed. */
@Entity('notify_push')
export class PushRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'channel_id' }) channelId!: string;
  /** owner as `user/ID` */
  @Column('text') owner!: string;
  @Column('text', { name: 'endpoint_hash' }) endpointHash!: string;
  @Column('bytea') sealed!: Buffer;
  @Column({ type: 'timestamptz', name: 'created_at', insert: false, update: false }) createdAt!: Date;
}
