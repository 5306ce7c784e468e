global using OmniSage.GrainInterfaces;
global using OmniSage.GrainInterfaces.Journals;
global using OmniSage.GrainInterfaces.Keys;
global using OmniSage.GrainInterfaces.Tenants;
global using OmniSage.Storage.Journals;
global using OmniSage.Storage.Writes;
global using Xunit;
