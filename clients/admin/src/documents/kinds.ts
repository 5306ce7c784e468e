const workspace = '/api/v1/workspaces/{workspace}'

/** A document in versions, which the API keeps: where it is, and what to call it. */
export type Kind = { path: `${typeof workspace}/${'policy' | 'settings'}`; subject: string }

export const policy: Kind = { path: `${workspace}/policy`, subject: 'The policy is' }

export const settings: Kind = { path: `${workspace}/settings`, subject: 'The settings are' }
