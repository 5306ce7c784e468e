import type { components } from './schema'

type Schemas = components['schemas']

// The API's own names, without the suffixes that only its implementation needs.
export type ApprovalDetail = Schemas['ApprovalDetail']
export type ApprovalItem = Schemas['ApprovalItem']
export type ApprovalStatus = Schemas['ApprovalStatus']
export type Caller = Schemas['CallerView']
export type Fact = Schemas['FactView']
export type FactWhy = Schemas['FactWhy']
export type Labels = Schemas['LabelsView']
export type Origin = Schemas['OriginView']
export type Policy = Schemas['DocumentView']
export type PolicyVersion = Schemas['DocumentVersionView']
export type ProblemDocument = Schemas['Problem']
export type Run = Schemas['RunView']
export type RunStatus = Schemas['RunStatus']
export type Session = Schemas['SessionView']
export type TaskEnd = Schemas['TaskEnd']
export type Thread = Schemas['ThreadView']
export type Trust = Schemas['Trust']
