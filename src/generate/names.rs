//! What sites and departments are called. All of them are invented or as common as the word itself.

use crate::domain::Tier;

/// A hospital: Chinese, English, level.
pub(super) const HOSPITALS: [(&str, &str, Tier); 4] = [
    ("市人民医院", "Municipal People's Hospital", Tier::Tertiary),
    ("区中心医院", "District Central Hospital", Tier::Secondary),
    ("市中西医结合医院", "Municipal Hospital of Integrated Medicine", Tier::Tertiary),
    ("区第二医院", "District Second Hospital", Tier::Secondary),
];

/// A neighbourhood or a town: Chinese and English.
pub(super) const PLACES: [(&str, &str); 24] = [
    ("东关", "East Gate"),
    ("西关", "West Gate"),
    ("南苑", "South Park"),
    ("北苑", "North Park"),
    ("河滨", "Riverside"),
    ("柳林", "Willow Grove"),
    ("槐荫", "Locust Shade"),
    ("桃源", "Peach Spring"),
    ("石桥", "Stone Bridge"),
    ("清泉", "Clear Spring"),
    ("双井", "Twin Wells"),
    ("花园", "Garden"),
    ("新村", "New Village"),
    ("古塔", "Old Pagoda"),
    ("松林", "Pine Wood"),
    ("竹园", "Bamboo Garden"),
    ("平安", "Peace"),
    ("长乐", "Long Joy"),
    ("永丰", "Ever Plenty"),
    ("白云", "White Cloud"),
    ("青山", "Green Hill"),
    ("临河", "Waterside"),
    ("前门", "Front Gate"),
    ("后湖", "Back Lake"),
];

/// A department: its skill, Chinese, English. Every hospital has the first two.
pub(super) const DEPARTMENTS: [(&str, &str, &str); 15] = [
    ("emergency", "急诊科", "Emergency department"),
    ("general_medicine", "全科医学科", "General medicine"),
    ("neurology", "神经内科", "Neurology"),
    ("cardiology", "心血管内科", "Cardiology"),
    ("respiratory", "呼吸内科", "Respiratory medicine"),
    ("endocrinology", "内分泌科", "Endocrinology"),
    ("gastroenterology", "消化内科", "Gastroenterology"),
    ("nephrology", "肾内科", "Nephrology"),
    ("paediatrics", "儿科", "Paediatrics"),
    ("obstetrics", "妇产科", "Obstetrics and gynaecology"),
    ("surgery", "普外科", "General surgery"),
    ("orthopaedics", "骨科", "Orthopaedics"),
    ("rehabilitation", "康复医学科", "Rehabilitation"),
    ("tcm", "中医科", "Traditional Chinese medicine"),
    ("geriatrics", "老年医学科", "Geriatrics"),
];

/// The skill of doctors in the centres.
pub(super) const GENERAL_PRACTICE: &str = "general_practice";
