"""Parameters that tell how a page was reached and not which page it is. The kept list; pure."""

from __future__ import annotations

import re

EVERYWHERE = re.compile(
    r"""(?ix:
    # analytics of sites: Google, Matomo, Adobe, Webtrends, Hubspot, Eloqua, Marketo
      utm_?\w* | itm_\w+ | _ga | _gl | _gac | gaa_\w+ | pk_\w+ | mtm_\w+ | piwik_\w+ | matomo_\w+
    | sc_cid | s_cid | s_kwcid | adobe_mc\w* | ef_id | wt\.\w+ | wt_mc\w* | wt_zmc | wt_\w*id
    | _hsenc | _hsmi | __hs\w+ | hsctatracking | hsa_\w+ | elq\w* | mkt_tok | trk | trkcampaign
    # clicks on advertisements and posts
    | fbclid | fb_(?:action_\w+|ref|source|comment_id) | action_(?:object|type|ref)_map
    | gclid | gclsrc | gbraid | wbraid | dclid | gad_\w+ | srsltid | msclkid | yclid | _openstat
    | twclid | __twitter_impression | ttclid | igsh | igshid | li_fat_id | epik | rdt_cid | scclid
    | mibextid | sfnsn | rdid | share_id | wickedid | rb_clickid | irclickid | dicbo | oborigurl
    | tblci | tbref | taboola\w* | outbrain\w* | cvid | spref | soc_src | soc_trk | \.?tsrc
    | guccounter | guce_\w+ | wprov | sharesource | sharetoken | share_token | shared | sharedby
    | smid | smtyp
    # newsletters and mail
    | mc_(?:cid|eid|tc) | ml_subscriber\w* | ck_subscriber_id | _kx | vero_\w+ | oly_\w+_id
    | _bta_\w+ | ss_(?:source|campaign_\w+|email_id) | emci | emdi | ceid | bxid
    | cndid | esrc | hash[abc]
    | nl_?id | mailid | user_email_address
    # campaigns of newsrooms
    | cmp | cmpid | cmp_id | icid | icmp | ocid | ncid | ito | mbid | taid | xtor | xts | linkid
    | int_?cmp\w* | int_(?:source|medium|campaign) | intlink | intid | at_\w+ | ns_\w+ | nsl_\w+
    | campaign_?id | traffic_source | recirc | feedname | feedtype | __source
    | reflink | ref | ref_ | ref_?src | ref_?url | referrer | referer | referring_source
    | via | cxema | cx_\w+ | dgcid | sref | link_?source | linkorigin | pfrom | postshare
    # sessions and comment forms, which no article is told apart by
    | phpsessid | jsessionid | aspsession\w* | cfid | cftoken | sessionid
    | replytocom | unapproved | moderation-hash | like_comment | share
    # AMP's own
    | amp_\w+ | usqp | aoh | csi
    )"""
)

OF_SITES: dict[str, frozenset[str]] = {
    "wsj.com": frozenset({"mod", "st", "page_id", "tesla"}),
    "barrons.com": frozenset({"mod", "st"}),
    "marketwatch.com": frozenset({"mod", "st", "siteid", "dist"}),
    "twitter.com": frozenset({"s", "t"}),
    "x.com": frozenset({"s", "t"}),
    "youtube.com": frozenset({"si", "feature", "pp"}),
    "reuters.com": frozenset({"rpc"}),
    "welt.de": frozenset({"cid"}),
    "lemonde.fr": frozenset({"lmd_medium", "lmd_campaign", "lmd_creation", "random"}),
    "elpais.com": frozenset({"ssm", "event_log"}),
    "theguardian.com": frozenset({"dcr", "awc"}),
    "bloomberg.com": frozenset({"srnd", "sref", "leadsource"}),
    "medium.com": frozenset({"sk", "source"}),
    "substack.com": frozenset({"r", "s", "isfreemail", "triedredirect", "publication_id"}),
    "yahoo.com": frozenset({"fr", "guccounter"}),
    "msn.com": frozenset({"ei", "pc"}),
    "nytimes.com": frozenset(
        {"action", "pgtype", "algo", "imp_id", "unlocked_article_code", "rsrc", "emc", "partner"}
    ),
}
"""Further names that mean nothing on a site and its subdomains, and may be an article elsewhere."""


def tracks(name: str, host: str) -> bool:
    """Whether a parameter of this name says nothing of which page it is.

    Args:
        name: As it is written in the address.
        host: In lower case.
    """
    if EVERYWHERE.fullmatch(name):
        return True
    names = (site for site in OF_SITES if host == site or host.endswith(f".{site}"))
    return any(name.lower() in OF_SITES[site] for site in names)
