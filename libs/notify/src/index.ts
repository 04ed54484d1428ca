// Messages that leave the building: channels, their limits, the outbox.
export { NotifyApiModule, NotifyCoreModule, NotifyModule } from './notify.module';
export { enqueue, enqueueEnd, type Letter } from './outbox/enqueue';
export { recipientsOf, type Addressed } from './outbox/recipients';
export { ChannelStore } from './settings/channel-store';
