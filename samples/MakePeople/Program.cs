// MakePeople writes samples/people.csv: 3,700 people of an occupational health register who never lived.
//
//     dotnet run --project samples/MakePeople -- samples/people.csv
//
// Run from the root of the repository, this leaves the committed file as it is, byte for byte, on every machine: the dice are
// our own (Dice.cs), arithmetic on fractions is kept to + - * / (the operations that IEEE 754 rounds alike everywhere), text is
// UTF-8 with line feeds. Names and towns are put together from the lists in Words.cs; mail goes to example.org, which RFC 2606
// keeps free of people.
//
// The columns are as mixed as those of real registers: an identifier, free text, dates, codes with leading zeros, heaped and
// mostly-zero numbers, ordered levels, and blanks that depend on other columns. people.schema.json declares what may be public.

using System.Text;
using SafeSynth.Samples;

if (args is not [var path])
{
    Console.Error.WriteLine("Usage: dotnet run --project samples/MakePeople -- <file.csv>");
    return 1;
}

using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
PeopleCsv.Write(Register.People(count: 3700, seed: 1854), file);
return 0;
