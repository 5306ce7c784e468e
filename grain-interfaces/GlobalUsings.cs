global using System.Collections.Immutable;
global using OmniSage.GrainInterfaces.Keys;
global using OmniSage.GrainInterfaces.Tenants;
global using Orleans;
global using Orleans.Concurrency;
global using Orleans.Runtime;
