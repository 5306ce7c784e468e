global using System.Collections.Immutable;
global using OmniSage.GrainInterfaces.Keys;
global using OmniSage.GrainInterfaces.Tenants;
global using Orleans;
