global using OmniSage.EndToEnd.Tests.Silos;
global using OmniSage.Testing.Silos;
global using Xunit;
