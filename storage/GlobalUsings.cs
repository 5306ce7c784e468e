global using System.Collections.Immutable;
global using System.Data.Common;
global using OmniSage.GrainInterfaces;
global using OmniSage.GrainInterfaces.Journals;
global using OmniSage.GrainInterfaces.Tenants;
