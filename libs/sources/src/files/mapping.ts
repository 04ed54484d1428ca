export {
  Mapping,
  type EventMapping,
  type MappingCondition as Condition,
  type MappingField as Field,
} from '@cockpit/contracts';
