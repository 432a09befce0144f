namespace SafeSynth.Samples;

/// <summary>One row of the register; what is null is blank in the file.</summary>
internal sealed record Person(
    int PersonId, string FullName, string? Email, DateOnly BirthDate, string Sex, string City, string PostalCode, string Education,
    string Job, decimal? Salary, int? HoursPerWeek, int Bonus, bool Smoker, int? HeightCm, DateTime? LastVisit, bool Churned,
    string? Note);

/// <summary>Makes people up column by column, each from the columns before it, so that they depend on each other.</summary>
internal sealed class Register
{
    private static readonly DateOnly Today = new(2026, 1, 1);

    private readonly Dice _dice;

    private Register(Dice dice) => _dice = dice;

    public static IEnumerable<Person> People(int count, ulong seed)
    {
        var register = new Register(new Dice(seed));
        for (var i = 0; i < count; i++)
            yield return register.Next(10_001 + i);
    }

    private Person Next(int id)
    {
        var birth = Today.AddDays(-DaysLived());
        var age = (Today.DayNumber - birth.DayNumber) / 365.25;
        var sex = _dice.Weighted([51, 47, 2]) switch { 0 => "F", 1 => "M", _ => "X" };
        var town = Words.Towns[_dice.Weighted([.. Words.Towns.Select(t => t.Weight)])];
        var district = _dice.Between(1, town.Districts);
        var (name, email) = NameAndEmail(sex, age);
        var level = EducationLevel(age, town);
        var job = JobName(age, level);
        var hours = Hours(job);
        var salary = Salary(job, level, age, sex, hours);
        var bonus = Bonus(job, salary);
        var smoker = _dice.Chance(0.30 - 0.04 * level + (sex == "M" ? 0.06 : 0) - (age > 60 ? 0.08 : 0) + (job == "cook" ? 0.15 : 0));
        var visit = LastVisit(age, smoker);
        var height = Height(sex, age, measured: visit is not null);
        var churned = Churned(age, town, smoker, hours, bonus, visit);
        var note = _dice.Chance(visit is null ? 0.01 : 0.04) ? _dice.Pick(Words.Notes) : null;

        return new Person(
            id, name, email, birth, sex, town.Name, $"{town.PostalArea * 100 + district:D5}", Words.Education[level],
            job, salary, hours, bonus, smoker, height, visit, churned, note);
    }

    /// <summary>18 to 89 years: mostly of working age, thinning out after 65.</summary>
    private int DaysLived()
    {
        var years = _dice.Weighted([15, 65, 20]) switch
        {
            0 => 18 + 12 * _dice.Fraction(),
            1 => 22 + 22 * (_dice.Fraction() + _dice.Fraction()),
            _ => 62 + 28 * _dice.Fraction() * _dice.Fraction(),
        };
        return (int)(years * 365.25) + 1;
    }

    private (string Name, string? Email) NameAndEmail(string sex, double age)
    {
        var first = _dice.Pick(sex == "F" || (sex == "X" && _dice.Chance(0.5)) ? Words.Women : Words.Men);
        var family = _dice.Pick(Words.FamilyStarts) + _dice.Pick(Words.FamilyEnds);
        var mailbox = $"{first[0]}{family.Replace("'", "", StringComparison.Ordinal)}{_dice.Below(100)}".ToLowerInvariant();
        var email = _dice.Chance(age > 70 ? 0.25 : 0.02) ? null : $"{mailbox}@example.org";
        return ($"{first} {family}", email);
    }

    private int EducationLevel(double age, Town town)
    {
        var big = town.Weight > 5 ? 1.5 : 1.0;
        var old = age > 60 ? 1.0 : 0.0;
        return _dice.Weighted(age switch
        {
            < 22 => [4, 60, 30, 6, 0, 0],
            < 27 => [4, 26, 28, 30 * big, 12 * big, 0.2],
            _ => [6 + 14 * old, 26 + 8 * old, 26, 22 * big, 14 * big, 3.5 * big],
        });
    }

    private string JobName(double age, int level)
    {
        if (_dice.Chance(age switch { < 60 => 0.002, < 66 => 0.3, < 70 => 0.85, _ => 0.97 }))
            return Words.Retired;
        if (_dice.Chance(age switch { < 21 => 0.7, < 25 => 0.4, < 29 => 0.1, _ => 0.003 }))
            return Words.Student;
        if (_dice.Chance(0.08 - 0.012 * level))
            return Words.Jobless;
        return Words.Jobs[_dice.Weighted([.. Words.Jobs.Select(j => j.ByEducation[level])])].Name;
    }

    private static bool Earns(string job) => job is not (Words.Student or Words.Retired or Words.Jobless);

    private int? Hours(string job)
    {
        if (!Earns(job))
            return null;
        if (job is "manager" or "doctor" && _dice.Chance(0.45))
            return _dice.Pick([45, 50, 50, 55, 60]);
        if (job is "cashier" or "cleaner" or "nurse" && _dice.Chance(0.45))
            return _dice.Pick([16, 20, 20, 24, 30, 32]);
        return _dice.Chance(0.72) ? 40 : int.Clamp((int)(38.5 + 5 * _dice.Bell()), 8, 60);
    }

    private decimal? Salary(string job, int level, double age, string sex, int? hours)
    {
        if (hours is null || _dice.Chance(0.02))
            return null;
        var years = double.Clamp(age - 20 - level, 0, 25);
        var luck = _dice.Bell();
        var pay = Words.Jobs.First(j => j.Name == job).Pay
            * (0.88 + 0.05 * level) * (1 + 0.017 * years) * (1 + 0.10 * luck + 0.03 * luck * luck)
            * (sex == "M" ? 1.04 : 1.0) * (hours.Value / 40.0);
        return (long)(pay * 100) / 100m;
    }

    /// <summary>Nothing for most; else a tenth of the salary or so, in steps of 50.</summary>
    private int Bonus(string job, decimal? salary)
    {
        if (salary is null || !_dice.Chance(job switch { "manager" => 0.6, "engineer" or "analyst" => 0.3, _ => 0.08 }))
            return 0;
        return 50 * (int)((double)salary.Value * (0.02 + 0.12 * _dice.Fraction()) / 50);
    }

    /// <summary>Blank for those who never came; in working hours, on a working day, more lately the older they are.</summary>
    private DateTime? LastVisit(double age, bool smoker)
    {
        if (_dice.Chance(age < 30 ? 0.26 : age < 50 ? 0.14 : 0.06))
            return null;
        var reach = age < 40 ? 1000 : smoker ? 450 : 700;
        var day = Today.AddDays(-1 - (int)(reach * _dice.Fraction() * _dice.Fraction()));
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            day = day.AddDays(-1);
        return day.ToDateTime(new TimeOnly(_dice.Between(8, 16), 5 * _dice.Below(12)));
    }

    /// <summary>Measured at a visit, so mostly blank without one.</summary>
    private int? Height(string sex, double age, bool measured)
    {
        if (_dice.Chance(measured ? 0.03 : 0.8))
            return null;
        var mean = sex switch { "F" => 166.5, "M" => 179.5, _ => 172.0 } - (age > 65 ? 3 : 0);
        return (int)(mean + 6.8 * _dice.Bell());
    }

    /// <summary>Smokers, the overworked, the young of big towns and those who stay away tend to leave; a bonus holds people.</summary>
    private bool Churned(double age, Town town, bool smoker, int? hours, int bonus, DateTime? visit)
    {
        var away = visit is null ? 2.0 : (Today.DayNumber - DateOnly.FromDateTime(visit.Value).DayNumber) / 365.0;
        var score = -2.6 + 0.9 * away + (smoker ? 1.3 : 0) + (hours > 45 ? 1.2 : 0) + (age < 35 && town.Weight > 5 ? 1.4 : 0)
            - (bonus > 0 ? 1.5 : 0) - (age > 65 ? 0.8 : 0);
        var bent = 1.6 * score;
        return _dice.Chance(0.5 + 0.5 * bent / (1 + double.Abs(bent)));
    }
}
