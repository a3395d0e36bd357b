// Judges claims on a folder of images of one's own (a subfolder per class) and two weight files.
// Usage: OwnStudy FOLDER ARCHITECTURE STANDARD ROBUST CLASS...
using OwnStudy;
using RobustRepro;
using RobustRepro.Claims;
using RobustRepro.Models;

if (args.Length < 6)
{
    Console.Error.WriteLine("usage: OwnStudy FOLDER ARCHITECTURE STANDARD ROBUST CLASS...");
    return 2;
}
string[] classes = args[4..];
Architecture architecture = ModelRegistry.Find(args[1]);
var networks = new PairOfFiles(architecture, classes.Length, args[2], args[3]);
using var suite = Suite.Open(FolderStudy.Open(args[0], classes, architecture.InputSizes[0], networks));
foreach (Claim claim in suite.Study.Claims)
    Console.WriteLine(suite.Judge(claim, architecture.Name));
return 0;
