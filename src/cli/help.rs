//! The help text in both languages, with examples.

use super::args::Cli;
use clap::CommandFactory;
use shangxia::diagnostic::Lang;

/// A command, what it does, and its arguments: id and help.
type Help = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// Chinese help of a command and of its arguments, by command and argument id.
const ZH: &[Help] = &[
    ("", "医联体排班：谁下沉、谁上挂、谁哪天值班", &[("lang", "消息和报告的语言；不写则取系统语言")]),
    ("check", "检查实例：一次列出全部错误，并核对人力与需求", &[("instance", "实例文件（YAML）")]),
    (
        "solve",
        "排出一份班表",
        &[
            ("instance", "实例文件（YAML）"),
            ("output", "写入的班表文件；`-` 表示直接打印"),
            ("html", "同时写出 HTML 报告"),
            ("time_limit", "允许的时间（秒）；到时仍没有班表的，再用其十分之一（至少 5 秒）查找原因"),
            ("gap", "差距降到这个百分比即停"),
            ("seed", "搜索的随机种子"),
            ("threads", "同时求解几个部分；班表与此无关。不写则用全部核心"),
            ("from", "从这份班表开始：旧的，或手工改过的"),
            ("deterministic", "只计工作量，不看时钟：在任何机器、任何负载下结果逐字节相同；`--time-limit` 这时指一般机器在这段时间里的工作量"),
            ("verbose", "说明用了多少内存"),
            ("trace", "把搜索过程写成 CSV：秒数、阶段、目前最好的罚分、界"),
        ],
    ),
    (
        "whatif",
        "如果……会怎样：按名称对实例作小改动，逐个求解，并排对比",
        &[
            ("instance", "实例文件（YAML）"),
            ("scenarios", "情景文件（YAML）"),
            ("output", "结果文件夹：每算完一个情景就写一个文件，下次不再重算"),
            ("time_limit", "每个情景允许的时间（秒）"),
            ("gap", "一个情景的差距降到这个百分比即停"),
            ("seed", "搜索的随机种子"),
            ("jobs", "同时算几个情景；不写则与核心数相同"),
            ("deterministic", "只计工作量，不看时钟：在任何机器、任何负载下结果逐字节相同"),
            ("from", "从现状的这份班表开始"),
            ("html", "写成一个带图表的自足网页"),
            ("xlsx", "写成 Excel 工作簿"),
            ("json", "把全部内容写成 JSON"),
        ],
    ),
    (
        "value",
        "每类医生多一名值多少；还要几名才没有缺口",
        &[
            ("instance", "实例文件（YAML）"),
            ("closing_only", "只算还要几名医生才没有缺口"),
            ("output", "结果文件夹：每算完一个情景就写一个文件，下次不再重算"),
            ("time_limit", "每个情景允许的时间（秒）"),
            ("gap", "一个情景的差距降到这个百分比即停"),
            ("seed", "搜索的随机种子"),
            ("jobs", "同时算几个情景；不写则与核心数相同"),
            ("deterministic", "只计工作量，不看时钟：在任何机器、任何负载下结果逐字节相同"),
            ("from", "从现状的这份班表开始"),
            ("html", "写成一个带图表的自足网页"),
            ("xlsx", "写成 Excel 工作簿"),
            ("json", "把全部内容写成 JSON"),
        ],
    ),
    (
        "audit",
        "独立于求解器审计一份班表",
        &[("instance", "实例文件（YAML）"), ("roster", "班表文件（YAML）"), ("all", "除硬性违规外，也列出加权的违规")],
    ),
    (
        "explain",
        "说明一条规则的内容、理由、依据；为什么排不出班表；班表里这一格为什么是这样",
        &[
            ("what", "规则代码，如 `weekly_hours`；或要问的实例文件（YAML）"),
            ("roster", "要问的班表文件（YAML）"),
            ("infeasible", "为什么排不出班表：哪几条不能同时成立，最省的出路是什么"),
            ("doctor", "这名医生那天为什么在那里，为什么去派驻"),
            ("date", "要问的日子"),
            ("stint", "问这名医生的派驻"),
            ("shortage", "这个岗位为什么缺人：在 --date 那天，不写则是第一个缺人的日子"),
            ("time_limit", "允许的总时间（秒）；不写时 --infeasible 为 60，其他为 20"),
            ("seed", "求解器的随机种子"),
        ],
    ),
    ("rules", "列出规则库", &[("pack", "列出某个规则包的条目")]),
    (
        "report",
        "在终端显示班表，或写成 HTML、日历、CSV、JSON",
        &[
            ("instance", "实例文件（YAML）"),
            ("roster", "班表文件（YAML）"),
            ("html", "写成一个自足的 HTML 文件"),
            ("xlsx", "写成 Excel 工作簿：每个科室一张表（可改后用 import-roster 读回），另有各种清单"),
            ("csv_roster", "写成一张表而不打印：每名医生一行 `编号,第 0 天,第 1 天,…`，格子里是班次编号或空着，一天几个班用 `+` 连起来"),
            ("ics", "给每名医生、每个单位各写一份日历（.ics）到这个目录"),
            ("sequence", "日历里这一版的序号；每发出新的一版必须增大"),
            ("since", "上一次发出的班表：此后取消的班在日历里标为已取消"),
            ("csv", "把报告里的全部数字写成 CSV 文件，放到这个目录"),
            ("json", "同样的内容写成一个 JSON 文件"),
            ("unit", "只看这个科室"),
            ("week", "只看计划期的第几周（从 1 数起）"),
            ("summary", "只看摘要"),
        ],
    ),
    (
        "export",
        "把实例写成 Excel 工作簿或 CSV 表，或写出完整模型供其他求解器使用",
        &[
            ("instance", "实例文件（YAML）"),
            ("format", "文件格式：xlsx 是可填写、可再导入的工作簿，csv 是一个文件夹的表；mps 各求解器都能读，lp 便于人读"),
            ("output", "写入的文件（csv 为文件夹）；模型可用 `-` 直接打印"),
        ],
    ),
    (
        "import-roster",
        "读回手工改过的排班工作簿：逐格列出改动，审计，写出新班表，并可固定改过的格子",
        &[
            ("instance", "实例文件（YAML）"),
            ("roster", "出表时用的班表文件（YAML）"),
            ("workbook", "由 report --xlsx 写出、改过的工作簿（.xlsx）"),
            ("output", "写入的班表文件；不写则只列出改动和审计结果"),
            ("pinned", "写出把改过的格子固定下来的实例，供下次排班"),
        ],
    ),
    (
        "import-solution",
        "把其他求解器的解变成班表，先审计再写出",
        &[
            ("instance", "导出模型所用的实例文件（YAML）"),
            ("solution", "HiGHS、SCIP、CBC 或 Gurobi 的解文件，或一行一个“名称 数值”"),
            ("output", "写入的班表文件；`-` 表示直接打印"),
            ("solver", "求解器及其版本，记入来历"),
            ("bound", "那个求解器证明的下界"),
        ],
    ),
    (
        "generate",
        "由种子生成一个贴近实际的医联体",
        &[
            ("size", "规模：s 约 40 名医生，m 约 130，l 约 500，xl 约 1500"),
            ("seed", "种子：同一个种子生成同样的文件"),
            ("weeks", "周数"),
            ("start", "计划期开始的星期一"),
            ("planted", "保证排得出：先埋入一份班表，把需求降到它能满足的程度，并把班表写在实例旁边"),
            ("output", "写入的实例文件；不写则直接打印"),
        ],
    ),
    (
        "import",
        "由工作簿、CSV 表或别的格式的文件写出实例",
        &[
            ("format", "文件的格式；不写则看文件名：.xlsx 是工作簿，文件夹是 CSV 表；shift-scheduling 是 Curtois 和 Qu 的排班基准题"),
            ("file", "要读的文件或文件夹"),
            ("output", "写入的实例文件；不写则直接打印"),
        ],
    ),
    ("template", "写出空白的 Excel 工作簿，供人事科填写", &[("output", "写入的工作簿；用中文，`--lang en` 则用英文")]),
    ("publish", "给班表编版本、签署、发布", &[]),
    (
        "publish draft",
        "登记为新的一版，并写出与前一版的差别",
        &[
            ("folder", "发布文件夹；没有则新建"),
            ("instance", "实例文件（YAML）"),
            ("roster", "班表文件（YAML）"),
            ("by", "签署人的代码或职务，如 `HR-01`；不写姓名"),
            ("at", "签署时间 `2026-01-02T09:30:00+08:00`；不写则取现在"),
        ],
    ),
    (
        "publish approve",
        "批准一版：没有硬性违规，缺口逐条知悉",
        &[
            ("folder", "发布文件夹"),
            ("version", "版本号"),
            ("acknowledge", "知悉的规则和处数，如 `coverage=3`；每条规则写一次"),
            ("by", "签署人的代码或职务，如 `HR-01`；不写姓名"),
            ("at", "签署时间 `2026-01-02T09:30:00+08:00`；不写则取现在"),
        ],
    ),
    (
        "publish release",
        "发布已批准的一版",
        &[
            ("folder", "发布文件夹"),
            ("version", "版本号"),
            ("by", "签署人的代码或职务，如 `HR-01`；不写姓名"),
            ("at", "签署时间 `2026-01-02T09:30:00+08:00`；不写则取现在"),
        ],
    ),
    ("publish log", "打印操作记录和各版状态", &[("folder", "发布文件夹")]),
    ("publish verify", "核对文件与记录、记录本身的链条", &[("folder", "发布文件夹"), ("head", "另处留存的记录 SHA-256：那一行必须还在")]),
    (
        "repair",
        "有人病了、单位关闭之后，以最少的改动修复已公布的班表",
        &[
            ("instance", "实例文件（YAML）"),
            ("published", "已公布的班表文件（YAML）"),
            ("events", "发生了什么（YAML）：谁病了、哪里关闭、哪段派驻提前结束、谁离职"),
            ("output", "写入的班表文件；`-` 表示直接打印"),
            ("instance_out", "写出事件之后的实例：修复后的班表属于它"),
            ("announced", "公布改动的日子，此前的日子不变；不写则按事件文件，再不写则取第一个事件的第一天"),
            ("price", "一处改动的代价：罚分比它小的事，不为之动任何人"),
            ("json", "把改动及其结果写成 JSON"),
            ("time_limit", "允许的时间（秒）"),
            ("seed", "搜索的随机种子"),
            ("threads", "同时求解几个部分；班表与此无关。不写则用全部核心"),
            ("deterministic", "只计工作量，不看时钟：在任何机器、任何负载下结果逐字节相同"),
        ],
    ),
    (
        "swap",
        "问两名医生能不能换班，换了对两人有什么影响",
        &[
            ("instance", "实例文件（YAML）"),
            ("roster", "班表文件（YAML）"),
            ("one", "谁哪一天的班交给对方：`D017@2026-02-14`；一天有几个班，可指定岗位：`D017@2026-02-14:ed-night`"),
            ("other", "对方换来的班；那天没有班就只是让出"),
            ("output", "能换时写入的班表文件"),
            ("json", "把影响写成 JSON"),
        ],
    ),
    (
        "stress",
        "拿随机的缺勤演练一份班表：谁无人可替，哪些岗位会空",
        &[
            ("instance", "实例文件（YAML）"),
            ("published", "已公布的班表文件（YAML）"),
            ("runs", "演练多少次缺勤"),
            ("seed", "缺勤的随机种子：同一个种子，同一份结果"),
            ("rates", "各职称的患病比率（YAML）；不写则每千日 20 日，每次一天到两周"),
            ("price", "一处改动的代价，同 repair"),
            ("work", "每次修复的工作量：一般机器在这么多秒里所做的"),
            ("threads", "同时修复几次；结果与此无关。不写则用全部核心"),
            ("json", "把结果和每次缺勤写成 JSON"),
            ("csv", "把每次缺勤写成 CSV，一次一行"),
        ],
    ),
    (
        "rollover",
        "由本期实例和班表写出下一期的实例",
        &[
            ("instance", "本期的实例文件（YAML）"),
            ("roster", "实际执行的班表文件（YAML）"),
            ("output", "写入的实例文件"),
            ("weeks", "下一期的周数；不写则与本期相同"),
            ("calendar", "没有内置的年份所用的日历文件"),
        ],
    ),
    ("schema", "打印实例的 JSON Schema，供编辑器使用", &[]),
    ("completions", "打印某种 shell 的补全脚本", &[("shell", "shell 名称")]),
];

const EXAMPLES: &[(&str, &str)] = &[
    ("", "  shangxia check instances/tongzhou_2026q1.yaml\n  shangxia solve instances/tongzhou_2026q1.yaml -o roster.yaml --html roster.html"),
    ("check", "  shangxia check instances/town_of_eight.yaml --lang zh"),
    (
        "solve",
        "  shangxia solve instances/ward_of_two.yaml -o roster.yaml\n  shangxia solve instances/tongzhou_2026q1.yaml -o roster.yaml --time-limit 600 --gap 0.5\n  shangxia solve instances/tongzhou_2026q1.yaml -o better.yaml --from roster.yaml",
    ),
    (
        "whatif",
        "  shangxia whatif instances/tongzhou_2026q1.yaml instances/whatif/tongzhou_2026q1.yaml -o whatif --from solutions/tongzhou_2026q1.yaml\n  shangxia whatif instance.yaml scenarios.yaml -o whatif --time-limit 300 --html whatif.html --xlsx whatif.xlsx --json whatif.json",
    ),
    (
        "value",
        "  shangxia value instances/town_of_eight.yaml -o value --html value.html\n  shangxia value instances/town_of_eight.yaml -o value --closing-only",
    ),
    ("audit", "  shangxia audit instances/tongzhou_2026q1.yaml solutions/tongzhou_2026q1.yaml --all"),
    (
        "explain",
        "  shangxia explain weekly_hours --lang en\n  shangxia explain --infeasible instance.yaml\n  shangxia explain instances/tongzhou_2026q1.yaml solutions/tongzhou_2026q1.yaml --doctor D017 --date 2026-02-14\n  shangxia explain instances/tongzhou_2026q1.yaml solutions/tongzhou_2026q1.yaml --doctor D017 --stint\n  shangxia explain instances/tongzhou_2026q1.yaml solutions/tongzhou_2026q1.yaml --shortage ed-night",
    ),
    ("rules", "  shangxia rules --pack cn-alliance"),
    (
        "report",
        "  shangxia report instances/tongzhou_2026q1.yaml solutions/tongzhou_2026q1.yaml --week 7\n  shangxia report instances/tongzhou_2026q1.yaml solutions/tongzhou_2026q1.yaml --html roster.html\n  shangxia report instance.yaml roster.yaml --csv-roster roster.csv\n  shangxia report instance.yaml roster.yaml --ics calendars --sequence 2 --since version1.yaml\n  shangxia report instance.yaml roster.yaml --csv tables --json roster.json",
    ),
    ("template", "  shangxia template -o alliance.xlsx\n  shangxia template -o alliance.xlsx --lang en"),
    ("import", "  shangxia import alliance.xlsx -o instance.yaml\n  shangxia import --format shift-scheduling Instance1.txt -o instance.yaml"),
    (
        "export",
        "  shangxia export instances/ward_of_two.yaml --format xlsx -o ward.xlsx\n  shangxia export instances/ward_of_two.yaml --format lp -o ward.lp\n  shangxia export instances/tongzhou_2026q1.yaml --format mps -o tongzhou.mps",
    ),
    (
        "import-roster",
        "  shangxia import-roster instance.yaml roster.yaml edited.xlsx\n  shangxia import-roster instance.yaml roster.yaml edited.xlsx -o new.yaml --pinned pinned.yaml\n  shangxia solve pinned.yaml --from new.yaml",
    ),
    (
        "import-solution",
        "  scip -c 'read ward.lp optimize write solution ward.sol quit'\n  shangxia import-solution instances/ward_of_two.yaml ward.sol -o roster.yaml --solver SCIP --bound 20",
    ),
    (
        "generate",
        "  shangxia generate --size s --seed 1 -o alliance.yaml\n  shangxia generate --size m --seed 7 --planted -o alliance.yaml   # and alliance.roster.yaml",
    ),
    (
        "publish",
        "  shangxia publish draft published/2026q1 instances/ward_of_two.yaml solutions/ward_of_two.yaml --by HR-01\n  shangxia publish approve published/2026q1 1 --by medical-office --acknowledge coverage=2\n  shangxia publish release published/2026q1 1 --by director\n  shangxia publish verify published/2026q1",
    ),
    ("publish draft", "  shangxia publish draft published/2026q1 instance.yaml roster.yaml --by HR-01"),
    ("publish approve", "  shangxia publish approve published/2026q1 1 --by medical-office --acknowledge coverage=2 --acknowledge panel=1"),
    ("publish release", "  shangxia publish release published/2026q1 1 --by director"),
    ("publish log", "  shangxia publish log published/2026q1"),
    ("publish verify", "  shangxia publish verify published/2026q1 --head SHA-256"),
    (
        "repair",
        "  shangxia repair instances/tongzhou_2026q1.yaml solutions/tongzhou_2026q1.yaml --events sick.yaml -o repaired.yaml --instance-out next.yaml\n  shangxia repair published/2026q1/v001/instance.yaml published/2026q1/v001/roster.yaml --events sick.yaml --announced 2026-02-12\n\n  # sick.yaml\n  events:\n    - ill: { doctor: D017, from: 2026-02-14, to: 2026-02-27 }\n    - closed: { sites: [river], from: 2026-02-16, to: 2026-02-18 }\n    - stint_ends: { doctor: D002, programme: ward-lead, last: 2026-02-27 }\n    - leaves: { doctor: D009, last: 2026-03-01 }\n    - leave_withdrawn: { doctor: D005, from: 2026-02-20, to: 2026-02-22 }",
    ),
    (
        "stress",
        "  shangxia stress instances/tongzhou_2026q1.yaml solutions/tongzhou_2026q1.yaml --runs 100 --seed 1 --csv absences.csv\n  shangxia stress instance.yaml roster.yaml --rates rates.yaml --json stress.json\n\n  # rates.yaml\n  by_title:\n    resident: { per_thousand: 15, lengths: [1, 2, 3] }\n    chief: { per_thousand: 25, lengths: [3, 7, 14, 28] }",
    ),
    ("swap", "  shangxia swap instances/tongzhou_2026q1.yaml solutions/tongzhou_2026q1.yaml D005@2026-02-10 D006@2026-02-12 -o swapped.yaml"),
    (
        "rollover",
        "  shangxia rollover instances/tongzhou_2026q1.yaml solutions/tongzhou_2026q1.yaml -o tongzhou_2026q2.yaml\n  shangxia rollover tongzhou_2026q3.yaml roster.yaml -o tongzhou_2026q4.yaml --calendar cn-2027.yaml",
    ),
    ("schema", "  shangxia schema > shangxia.schema.json"),
    ("completions", "  shangxia completions bash > /etc/bash_completion.d/shangxia"),
];

/// The command line with its help in one language.
pub fn command(lang: Lang) -> clap::Command {
    let names: Vec<String> = Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let mut all = dress(Cli::command(), "", lang);
    for name in &names {
        all = all.mut_subcommand(name, |command| {
            let steps: Vec<String> = command.get_subcommands().map(|step| step.get_name().to_owned()).collect();
            steps
                .iter()
                .fold(dress(command, name, lang), |command, step| command.mut_subcommand(step, |inner| dress(inner, &format!("{name} {step}"), lang)))
        });
    }
    all
}

fn dress(mut command: clap::Command, name: &str, lang: Lang) -> clap::Command {
    let heading = if lang == Lang::Zh { "例子" } else { "Examples" };
    if let Some((_, examples)) = EXAMPLES.iter().find(|(known, _)| *known == name) {
        let codes = if name.is_empty() { exit_codes(lang) } else { String::new() };
        command = command.after_help(format!("{heading}:\n{examples}{codes}"));
    }
    if lang == Lang::En {
        return command;
    }
    let Some((_, about, arguments)) = ZH.iter().find(|(known, ..)| *known == name) else { return command };
    command = command.about(*about);
    for (id, help) in *arguments {
        command = command.mut_arg(id, |argument| argument.help(*help));
    }
    command
}

fn exit_codes(lang: Lang) -> String {
    let text = match lang {
        Lang::Zh => "退出码: 0 正常；1 读写失败；2 输入有误；3 违反硬性规则；4 排不出班表；5 被中断但已写出班表；6 发布文件夹与记录不符",
        Lang::En => {
            "Exit codes: 0 fine; 1 cannot read or write; 2 bad input; 3 hard findings; 4 no roster; 5 interrupted, roster written; 6 a publishing folder is not as signed"
        }
    };
    format!("\n\n{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_chinese_help_and_every_command_an_example() {
        let all = Cli::command();
        let known = |name: &str, id: &str| ZH.iter().any(|(command, _, arguments)| *command == name && arguments.iter().any(|(a, _)| *a == id));
        let outer = all.get_subcommands().map(|command| (command.get_name().to_owned(), command));
        let inner = all
            .get_subcommands()
            .flat_map(|command| command.get_subcommands().map(move |step| (format!("{} {}", command.get_name(), step.get_name()), step)));
        for (name, command) in outer.chain(inner) {
            let name = name.as_str();
            assert!(ZH.iter().any(|(known, ..)| *known == name), "{name}");
            assert!(EXAMPLES.iter().any(|(known, _)| *known == name), "{name}");
            for argument in command.get_arguments().filter(|a| !["help", "version", "lang"].contains(&a.get_id().as_str())) {
                assert!(known(name, argument.get_id().as_str()), "{name} {}", argument.get_id());
            }
        }
        super::command(Lang::Zh).debug_assert();
        super::command(Lang::En).debug_assert();
    }
}
