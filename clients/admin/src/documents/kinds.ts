/** A document in versions, which the API keeps: where it is, and what to call it. */
export type Kind = { path: '/api/v1/workspaces/{workspace}/policy'; subject: string }

export const policy: Kind = { path: '/api/v1/workspaces/{workspace}/policy', subject: 'The policy is' }
